import pino from 'pino'
import { env } from './env'

/** Structured log, one JSON object a line on standard output. Give it identifiers, never secrets or whole inputs. */
export const log = pino({ level: env().LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime })
