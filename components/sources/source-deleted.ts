/** Somebody else was faster. */
export const SOURCE_DELETED = {
  reason: 'message',
  text: 'This source server was deleted meanwhile.',
} as const
