import { exportEvents } from '@/lib/audit/export'
import { parseEventFilter } from '@/lib/audit/schema'
import { answerExport } from '@/lib/export'

export async function GET(request: Request) {
  const parameters = Object.fromEntries(new URL(request.url).searchParams)
  const format = parameters.format === 'jsonl' ? 'jsonl' : 'csv'
  return answerExport((actor) => exportEvents(actor, parseEventFilter(parameters), format))
}
