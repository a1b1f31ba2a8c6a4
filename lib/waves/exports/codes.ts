import 'server-only'
import type { Actor } from '@/lib/actors/actor'
import { csvFile } from '@/lib/http/csv'
import type { ExportFile } from '@/lib/http/export-file'
import { allPages } from '@/lib/list/all-pages'
import { TOKEN_COLUMNS } from '@/lib/tokens/list/export'
import { listCodesOfWave } from '../reads'

const PAGE_SIZE = 500

/** The codes of a wave, as CSV. No code is in it, nor the hash of one. */
export function exportCodesOfWave(actor: Actor, waveId: string, search?: string): ExportFile {
  const pages = allPages((after) => listCodesOfWave(actor, waveId, search, { after }, PAGE_SIZE))
  return csvFile('codes-of-wave.csv', TOKEN_COLUMNS, pages)
}
