import type { CodeName } from '../hosts/summary.shared'

/**
 * A source server that came and is no expected host. `hosts` are the lines that it fits; `isTaken`
 * says that another machine is that host already.
 */
export type UnexpectedSummary = {
  id: string
  name: string
  hostname: string
  kind: 'undecided' | 'unexpected' | 'accepted' | 'left'
  /** Somebody said that it is none of the list, or put it in or took it out. */
  isDecided: boolean
  code: CodeName | undefined
  at: Date
  hosts: { id: string; hostname: string; isTaken: boolean }[]
}
