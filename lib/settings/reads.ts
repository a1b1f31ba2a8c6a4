import 'server-only'
import { db, type Transaction } from '../db/client'
import { DEFAULT_SETTINGS, type Settings, settingsSchema } from './schema.shared'

/** What administrators have set, and what holds where they have set nothing. */
export async function readSettings(source: Transaction | typeof db = db): Promise<Settings> {
  const rows = await source.setting.findMany({
    orderBy: { name: 'asc' },
    take: 100,
    select: { name: true, value: true },
  })
  const set = Object.fromEntries(rows.map(({ name, value }) => [name, value]))
  const parsed = settingsSchema.safeParse({ ...DEFAULT_SETTINGS, ...set })
  return parsed.success ? parsed.data : DEFAULT_SETTINGS
}

/** For so long every request may go by what was read for another one. */
const KEPT_MILLISECONDS = 2_000

let kept: { settings: Promise<Settings>; until: number } | undefined

/** The settings as they were at most two seconds ago, for what each request asks. */
export function recentSettings(): Promise<Settings> {
  const now = performance.now()
  if (kept && now < kept.until) return kept.settings
  const settings = readSettings()
  kept = { settings, until: now + KEPT_MILLISECONDS }
  settings.catch(() => {
    kept = undefined
  })
  return settings
}
