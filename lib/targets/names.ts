import 'server-only'
import type { EventSummary } from '../audit/schema.shared'
import { db } from '../db/client'
import { namesOf } from '../people/reads'
import { tokenNames } from '../tokens/reads'

/**
 * What the targets of some events are called now, by their IDs: codes, source servers, waves,
 * people and access keys, deleted ones too. What has no name is not there.
 */
export async function namesOfTargets(
  events: Pick<EventSummary, 'target'>[],
): Promise<Map<string, string>> {
  const targets = events.map(({ target }) => target)
  const ofKind = (prefix: string) => targets.filter((id) => id.startsWith(prefix))
  const sourceIds = ofKind('s-')
  const waveIds = ofKind('w-')
  const [tokens, sources, waves, actors] = await Promise.all([
    tokenNames(ofKind('at-')),
    sourceIds.length > 0
      ? db.sourceServer.findMany({
          where: { id: { in: sourceIds } },
          select: { id: true, name: true },
        })
      : [],
    waveIds.length > 0
      ? db.wave.findMany({ where: { id: { in: waveIds } }, select: { id: true, name: true } })
      : [],
    namesOf([...ofKind('p-'), ...ofKind('ak-')]),
  ])
  return new Map([
    ...[...tokens].flatMap(([id, { name }]): [string, string][] => (name ? [[id, name]] : [])),
    ...[...sources, ...waves].map(({ id, name }): [string, string] => [id, name]),
    ...actors,
  ])
}
