import 'server-only'
import { searchText } from '../search-text'
import { db, provider } from './client'
import { anySlot, dayOf, tally } from './tally'
import { isUniqueViolation } from './violation'

/** All that a registration writes. `serverId` is taken if the machine is new. */
export type RegistrationFacts = {
  codeHash: string
  machineId: string
  serverId: string
  hostname: string
  platform: string
  architecture: string
  agentVersion: string
  systemInfo: string
  searchFacts: string
  ip: string
  at: Date
}

/** A token as a registration found it. */
type FoundToken = { id: string; count: number; registeredCount: number; expiresAt: Date; disabledAt: Date | null }

/**
 * What became of an attempt. `sourceId` is there when it was accepted: with `claimed` it took a use, without it the
 * machine had registered with this code before. Without `sourceId` the code allows nothing, and `token` says why.
 */
export type RegistrationOutcome = { token: FoundToken; sourceId?: string; claimed: boolean }

/** How often to try again when the same machine registered in another request at the very same moment. */
const ATTEMPTS = 5

/**
 * Takes a use of a code for a machine, and writes source server and ledger: all of it or nothing, in one transaction.
 * A machine that registered with the code before takes none. One round trip on PostgreSQL.
 * @returns `undefined` when no token has this hash
 */
export async function registerOnce(facts: RegistrationFacts): Promise<RegistrationOutcome | undefined> {
  const register = provider === 'sqlite' ? registerOnSqlite : registerOnPostgresql
  for (let attempt = 1; ; attempt++) {
    try {
      const outcome = await register(facts)
      if (!outcome || outcome.sourceId || attempt === ATTEMPTS) return outcome
      // Refused; but another request of this machine may have taken the last use at the same moment.
      const tokenId_machineId = { tokenId: outcome.token.id, machineId: facts.machineId }
      if (!(await db.registration.findUnique({ where: { tokenId_machineId }, select: { machineId: true } }))) return outcome
    } catch (error) {
      if (!isUniqueViolation(error) || attempt === ATTEMPTS) throw error
    }
  }
}

async function registerOnSqlite(facts: RegistrationFacts): Promise<RegistrationOutcome | undefined> {
  const { codeHash, machineId, serverId, ip, at, ...about } = facts
  const tokenColumns = { id: true, count: true, registeredCount: true, expiresAt: true, disabledAt: true } as const
  return db.$transaction(async (transaction) => {
    const token = await transaction.accessToken.findFirst({ where: { codeHash, deletedAt: null }, select: tokenColumns })
    if (!token) return undefined
    const ledgerKey = { tokenId: token.id, machineId }
    const earlier = await transaction.registration.findUnique({ where: { tokenId_machineId: ledgerKey }, select: { machineId: true } })
    const claimed = earlier
      ? 0
      : (
          await transaction.accessToken.updateMany({
            where: { id: token.id, disabledAt: null, expiresAt: { gt: at }, registeredCount: { lt: transaction.accessToken.fields.count } },
            data: { registeredCount: { increment: 1 } },
          })
        ).count
    if (!earlier && claimed === 0) return { token, claimed: false }

    const seen = { ...about, lastTokenId: token.id, seenAt: at, deletedAt: null }
    const server = await transaction.sourceServer.upsert({
      where: { machineId },
      create: {
        ...seen,
        id: serverId,
        machineId,
        name: about.hostname,
        searchName: searchText(about.hostname),
        state: 'Available',
        registeredAt: at,
      },
      update: seen,
      select: { id: true },
    })
    if (claimed === 0) return { token, sourceId: server.id, claimed: false }
    await transaction.registration.create({ data: { ...ledgerKey, sourceServerId: server.id, ip, agentVersion: about.agentVersion, at } })
    await tally(transaction, 'registration', at)
    return { token: { ...token, registeredCount: token.registeredCount + 1 }, sourceId: server.id, claimed: true }
  })
}

type PostgresqlRow = FoundToken & { sourceId: string | null; claimed: boolean }

// The update waits for others that hold the token's row, and then looks at its new count again. Of two requests of one
// machine at once the second fails on the ledger's key, which undoes its use; tried again, it finds the first.
async function registerOnPostgresql(facts: RegistrationFacts): Promise<RegistrationOutcome | undefined> {
  const { codeHash, machineId, serverId, hostname, platform, architecture, agentVersion, systemInfo, searchFacts, ip, at } = facts
  const rows = await db.$queryRaw<PostgresqlRow[]>`
    WITH token AS (
      SELECT id, count, "registeredCount", "expiresAt", "disabledAt" FROM "AccessToken" WHERE "codeHash" = ${codeHash} AND "deletedAt" IS NULL
    ), earlier AS (
      SELECT r."machineId" FROM "Registration" r JOIN token ON r."tokenId" = token.id WHERE r."machineId" = ${machineId}
    ), claimed AS (
      UPDATE "AccessToken" t SET "registeredCount" = t."registeredCount" + 1 FROM token
      WHERE t.id = token.id AND t."codeHash" = ${codeHash} AND t."deletedAt" IS NULL AND t."disabledAt" IS NULL
        AND t."expiresAt" > ${at}::timestamp(3) AND t."registeredCount" < t.count AND NOT EXISTS (SELECT 1 FROM earlier)
      RETURNING t.id, t."registeredCount"
    ), accepted AS (
      SELECT token.id FROM token WHERE EXISTS (SELECT 1 FROM claimed) OR EXISTS (SELECT 1 FROM earlier)
    ), server AS (
      INSERT INTO "SourceServer" (id, "machineId", name, "searchName", hostname, platform, architecture, "agentVersion", "systemInfo",
        "searchFacts", state, "lastTokenId", "registeredAt", "seenAt")
      SELECT ${serverId}, ${machineId}, ${hostname}, ${searchText(hostname)}, ${hostname}, ${platform}, ${architecture}, ${agentVersion}, ${systemInfo},
        ${searchFacts}, 'Available', accepted.id, ${at}::timestamp(3), ${at}::timestamp(3) FROM accepted
      ON CONFLICT ("machineId") DO UPDATE SET hostname = excluded.hostname, platform = excluded.platform, architecture = excluded.architecture,
        "agentVersion" = excluded."agentVersion", "systemInfo" = excluded."systemInfo", "searchFacts" = excluded."searchFacts",
        "lastTokenId" = excluded."lastTokenId", "seenAt" = excluded."seenAt", "deletedAt" = NULL
      RETURNING id
    ), registration AS (
      INSERT INTO "Registration" ("tokenId", "machineId", "sourceServerId", ip, "agentVersion", at)
      SELECT claimed.id, ${machineId}, server.id, ${ip}, ${agentVersion}, ${at}::timestamp(3) FROM claimed, server
    ), tally AS (
      INSERT INTO "DailyTally" (day, kind, slot, count) SELECT ${dayOf(at)}, 'registration', ${anySlot()}, 1 FROM claimed
      ON CONFLICT (day, kind, slot) DO UPDATE SET count = "DailyTally".count + 1
    )
    SELECT token.id, token.count, coalesce(claimed."registeredCount", token."registeredCount") AS "registeredCount", token."expiresAt",
      token."disabledAt", server.id AS "sourceId", claimed.id IS NOT NULL AS claimed
    FROM token LEFT JOIN claimed ON true LEFT JOIN server ON true`
  const [row] = rows
  if (!row) return undefined
  const { sourceId, claimed, ...token } = row
  return { token, sourceId: sourceId ?? undefined, claimed }
}
