// The program: owns port and process. It answers programs itself and hands people's requests to
// Next.

// The database and its journal are for the owner's eyes only.
process.umask(0o077)

// The environment is all the settings there are: Next would read .env, with rules of its own.
process.env.__NEXT_PROCESSED_ENV = 'true'

// The rest is imported only now: modules read the settings when they load, and one that is wrong
// must be said in one line.
try {
  const { start } = await import('./start')
  await start({ dev: process.argv.includes('--dev') })
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error)
  process.stderr.write(`Activation Console can't start. ${reason.replaceAll('\n', ' ')}\n`)
  process.exit(1)
}

export {}
