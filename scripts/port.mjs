// A start on a port that is taken must not install, build or migrate anything.
import { createServer } from 'node:net'

/**
 * Ends with one line where the port is taken. Whatever else is wrong with it is told by the server.
 */
export async function requirePort() {
  const port = Number(process.env.PORT || 3000)
  const host = process.env.LISTEN_ADDRESS || undefined
  const error = await new Promise((resolve) => {
    const server = createServer().once('error', resolve)
    server.listen({ port, host }, () => server.close(() => resolve(undefined)))
  }).catch(() => undefined)
  if (/** @type {NodeJS.ErrnoException | undefined} */ (error)?.code !== 'EADDRINUSE') return
  process.stderr.write(
    `Activation Console can't start. Port ${port} is in use. Set PORT to another one.\n`,
  )
  process.exit(1)
}
