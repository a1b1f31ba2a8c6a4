export type BulkKind = 'disable' | 'enable' | 'extend' | 'delete'

/** The words for each kind of bulk change. */
export const BULK_WORDS: Record<
  BulkKind,
  { verb: string; done: string; already: string; consequences: string }
> = {
  disable: {
    verb: 'Disable',
    done: 'disabled',
    already: 'disabled before',
    consequences:
      'From now on no new source server can register with them. Those that registered ' +
      'stay registered. You can enable the codes again.',
  },
  enable: {
    verb: 'Enable',
    done: 'enabled',
    already: 'not disabled',
    consequences:
      'New source servers can register with them again, as far as count and validity ' +
      'allow. Nothing changes for those that registered.',
  },
  extend: {
    verb: 'Extend',
    done: 'extended',
    already: 'unchanged',
    consequences:
      'The codes stay the same, and so do the source servers that registered. A code that ' +
      'is valid for longer already is left as it is.',
  },
  delete: {
    verb: 'Delete',
    done: 'deleted',
    already: 'unchanged',
    consequences:
      'They disappear from the lists, and their codes are unknown from now on. Source ' +
      "servers that registered stay registered. This can't be undone.",
  },
}
