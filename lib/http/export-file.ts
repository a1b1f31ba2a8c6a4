/** A file that people download: `head` comes first, then its pages, each read when it is wanted. */
export type ExportFile = { name: string; type: string; head: string; pages: AsyncGenerator<string> }
