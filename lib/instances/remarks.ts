/** An instance of the console, as the others on the same database know it. */
export type Instance = { id: string; host: string; pid: number; build: string; secretKeyId: string }

/** A sentence for the operator. */
export type Remark = string

/** What does not fit between an instance and the others on its database. */
export function remarksOn(
  self: Instance,
  others: Instance[],
  provider: 'sqlite' | 'postgresql',
): Remark[] {
  return others.flatMap((other) => {
    const who = `The instance ${other.id} (${other.host}, process ${other.pid}) on this database`
    return [
      ...(provider === 'sqlite'
        ? [
            `${who} uses the same file: SQLite serves one instance. Stop one of them, or ` +
              'use PostgreSQL.',
          ]
        : []),
      ...(other.secretKeyId === self.secretKeyId
        ? []
        : [
            `${who} has another CONSOLE_SECRET: people are signed out whenever they reach ` +
              'the other one, and access keys fail there.',
          ]),
      ...(other.build === self.build
        ? []
        : [`${who} was built from other sources. Give all of them the same version.`]),
    ]
  })
}
