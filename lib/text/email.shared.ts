import * as z from 'zod/mini'
import { visible } from './visible-text.shared'

const RULE = 'Enter an email address, like ada@example.com.'

/**
 * What somebody signs in with. No mail is sent to it, so whatever has the form of an address is
 * one: without a dot (`root@localhost`), with a number for a host, in any letters. Kept in lower
 * case, with composed characters.
 */
export const emailSchema = z
  .string(RULE)
  .check(
    z.trim(),
    z.toLowerCase(),
    z.normalize('NFC'),
    z.maxLength(254, 'Email must have at most 254 characters.'),
    z.regex(/^[^\s@<>",;]+@[^\s@<>",;]+$/u, RULE),
    visible('Email', 'line'),
  )
