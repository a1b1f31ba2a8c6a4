import { createHmac } from 'node:crypto'
import 'server-only'
import { betterAuth } from 'better-auth'
import { prismaAdapter } from 'better-auth/adapters/prisma'
import { parseDatabaseUrl } from '@/lib/db/address/target'
import { db } from '@/lib/db/client'
import { consoleSecret, env, isHttps } from '@/lib/env'
import { newId } from '@/lib/ids'
import { log } from '@/lib/log'
import { withoutCodes } from '@/lib/text/code-pattern.shared'
import { PASSWORD } from '../schema.shared'
import { startSession } from './start-session'

const SESSION_SECONDS = 7 * 86_400

/** Longer names of browsers are cut. */
const MAX_USER_AGENT = 512

/**
 * The session library. Its own HTTP routes are not mounted: our handlers and actions call it, so
 * that every way in is one that this project wrote down. Throttling is ours too (throttle.ts), the
 * same for all ways in.
 */
function createAuth() {
  return betterAuth({
    appName: 'Activation Console',
    secret: consoleSecret(),
    baseURL: env().PUBLIC_URL ?? 'http://localhost',
    database: prismaAdapter(db, { provider: parseDatabaseUrl(env().DATABASE_URL).provider }),
    user: {
      modelName: 'person',
      additionalFields: {
        role: { type: 'string', input: false, required: true },
        deactivatedAt: { type: 'date', input: false, required: false },
        invitedAt: { type: 'date', input: false, required: false },
      },
    },
    session: {
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      additionalFields: {
        provenAt: { type: 'date', input: false, required: false },
        usedAt: { type: 'date', input: false, required: false },
        mustEnrol: { type: 'boolean', input: false, required: false },
      },
    },
    account: { modelName: 'credential' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD.min,
      maxPasswordLength: PASSWORD.max,
    },
    // As the server found it; the library would read forwarding headers itself, and blur IPv6.
    databaseHooks: {
      session: {
        create: {
          before: async ({ userAgent, ...session }, context) => ({
            data: {
              ...session,
              ipAddress: context?.headers?.get('x-client-address') ?? null,
              userAgent: userAgent && withoutCodes(userAgent).slice(0, MAX_USER_AGENT),
            },
          }),
        },
      },
    },
    plugins: [startSession],
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      log: (_level, message) => log.error({ source: 'sessions' }, message),
    },
    advanced: {
      // Bound to this very host: no sibling of it can set such a cookie. The library's own prefix
      // would be `__Secure-`.
      cookiePrefix: `${isHttps() ? '__Host-' : ''}activation-console-${consoleName()}`,
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isHttps() },
      database: { generateId: ({ model }) => newId(model === 'session' ? 'se' : 'p') },
    },
  })
}

/**
 * What tells the cookies of two consoles apart that are reached under one host: browsers keep ports
 * in one jar. The same for all instances of a console.
 */
const consoleName = () =>
  createHmac('sha256', consoleSecret())
    .update('name of the session cookie')
    .digest('hex')
    .slice(0, 8)

let instance: ReturnType<typeof createAuth> | undefined

/** The session library, made at first use: a build has no secret. */
export function auth() {
  instance ??= createAuth()
  return instance
}

/** Name of the cookie that holds the session; it differs under HTTPS. */
export async function sessionCookieName(): Promise<string> {
  return (await auth().$context).authCookies.sessionToken.name
}
