import { answerExport } from '@/lib/export'
import { exportTokens } from '@/lib/tokens/export'
import { parseTokenListQuery } from '@/lib/tokens/list-query'

export async function GET(request: Request) {
  const query = parseTokenListQuery(Object.fromEntries(new URL(request.url).searchParams))
  return answerExport((actor) => exportTokens(actor, query))
}
