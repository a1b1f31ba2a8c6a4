import { answerSmc } from '@/lib/smc/endpoint'

/** The SMC API. server.mjs leads calls to `/` here too, where clients send them. */
export async function POST(request: Request) {
  return answerSmc(request)
}

export const GET = POST
export const PUT = POST
export const PATCH = POST
export const DELETE = POST
export const OPTIONS = POST
