import { openApiDocument } from '@/lib/registrations/openapi'

/** The agent API for programs. Holds nothing that is not public. */
export async function GET() {
  return Response.json(openApiDocument())
}
