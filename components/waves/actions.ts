'use server'

import * as z from 'zod/mini'
import { idSchema } from '@/lib/ids.shared'
import { lengthOf } from '@/lib/text/length.shared'
import { visible } from '@/lib/text/visible-text.shared'
import { tokenIdSchema } from '@/lib/tokens/schema.shared'
import { closeWave, createWave, deleteWave, editWave, waveOf } from '@/lib/waves/edit/writes'
import { addHost, editHost, removeHosts, unwaiveHosts, waiveHosts } from '@/lib/waves/hosts/writes'
import { moveCode } from '@/lib/waves/members/codes'
import {
  associateSources,
  decideHost,
  disassociateSources,
  forgetDecision,
} from '@/lib/waves/members/decisions'
import {
  editWaveSchema,
  hostFieldsSchema,
  oneWaveSchema,
  waveFieldsSchema,
  waveIdSchema,
} from '@/lib/waves/schema.shared'
import { action } from '@/request/action'

const WRITE = { permission: 'waves.write' } as const
const RELOAD = 'Reload the page and try again.'

/** Makes a wave; its list is put in by a call of its own. */
export const createWaveAction = action(
  { ...WRITE, input: waveFieldsSchema, attempt: 'wave.created', refreshAfter: () => false },
  (actor, fields) => createWave(actor, waveOf(fields)),
)

/** Changes what is said of a wave; what was emptied is cleared. */
export const editWaveAction = action(
  { ...WRITE, input: editWaveSchema, attempt: 'wave.changed' },
  (actor, { id, fields }) => {
    const { name, description = null, ownerId = null, dueAt = null, onlyExpected } = waveOf(fields)
    return editWave(actor, id, { name, description, ownerId, dueAt, onlyExpected })
  },
)

export const closeWaveAction = action(
  { ...WRITE, input: oneWaveSchema, attempt: 'wave.closed' },
  (actor, { id }) => closeWave(actor, id, true),
)

export const reopenWaveAction = action(
  { ...WRITE, input: oneWaveSchema, attempt: 'wave.reopened' },
  (actor, { id }) => closeWave(actor, id, false),
)

/** Deletes a wave with its list. The page leads away from it. */
export const deleteWaveAction = action(
  { ...WRITE, input: oneWaveSchema, attempt: 'wave.deleted', refreshAfter: () => false },
  (actor, { id }) => deleteWave(actor, id),
)

const hostIdSchema = idSchema('eh')
const oneHostSchema = z.object({ waveId: waveIdSchema, id: hostIdSchema }, RELOAD)

export const addHostAction = action(
  {
    ...WRITE,
    input: z.object({ waveId: waveIdSchema, host: hostFieldsSchema }, RELOAD),
    attempt: 'wave.hosts_changed',
  },
  (actor, { waveId, host }) => addHost(actor, waveId, host),
)

export const editHostAction = action(
  {
    ...WRITE,
    input: z.extend(oneHostSchema, { host: hostFieldsSchema }),
    attempt: 'wave.hosts_changed',
  },
  (actor, { waveId, id, host }) => editHost(actor, waveId, id, host),
)

export const removeHostAction = action(
  { ...WRITE, input: oneHostSchema, attempt: 'wave.hosts_removed' },
  (actor, { waveId, id }) => removeHosts(actor, waveId, [id]),
)

const NOTE_RULE = 'Note must have at most 512 characters.'

export const waiveHostAction = action(
  {
    ...WRITE,
    input: z.extend(oneHostSchema, {
      note: z.string('Note must be text.').check(
        z.trim(),
        z.refine((text) => lengthOf(text) <= 512, NOTE_RULE),
        visible('Note', 'lines'),
      ),
    }),
    attempt: 'wave.hosts_waived',
  },
  (actor, { waveId, id, note }) => waiveHosts(actor, waveId, [id], note),
)

export const unwaiveHostAction = action(
  { ...WRITE, input: oneHostSchema, attempt: 'wave.hosts_unwaived' },
  (actor, { waveId, id }) => unwaiveHosts(actor, waveId, [id]),
)

const oneMemberSchema = z.object({ waveId: waveIdSchema, sourceId: idSchema('s') }, RELOAD)

/** Says which host a source server is; without one, that it is none of the list. */
export const decideHostAction = action(
  {
    ...WRITE,
    input: z.extend(oneMemberSchema, { hostId: z.nullable(hostIdSchema) }),
    attempt: 'wave.decided',
  },
  (actor, { waveId, sourceId, hostId }) => decideHost(actor, waveId, sourceId, hostId),
)

/** Forgets what people said of a source server in a wave. */
export const forgetDecisionAction = action(
  { ...WRITE, input: oneMemberSchema, attempt: 'wave.decided' },
  (actor, { waveId, sourceId }) => forgetDecision(actor, waveId, sourceId),
)

export const keepSourceAction = action(
  { ...WRITE, input: oneMemberSchema, attempt: 'wave.joined' },
  (actor, { waveId, sourceId }) => associateSources(actor, waveId, [sourceId]),
)

export const dropSourceAction = action(
  { ...WRITE, input: oneMemberSchema, attempt: 'wave.left' },
  (actor, { waveId, sourceId }) => disassociateSources(actor, waveId, [sourceId]),
)

/** Moves a code to a wave, or out of any. */
export const moveCodeAction = action(
  {
    permission: 'tokens.write',
    input: z.object({ id: tokenIdSchema, waveId: z.nullable(waveIdSchema) }, RELOAD),
    attempt: 'token.wave_changed',
  },
  (actor, { id, waveId }) => moveCode(actor, id, waveId),
)
