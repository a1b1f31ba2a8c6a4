import { connect, createServer, type Socket } from 'node:net'

/** A way to a server that can be cut and mended, as a network does it. */
export type SeverableProxy = { port: number; cut(): void; mend(): void; close(): void }

export async function startSeverableProxy(
  targetPort: number,
  targetHost: string,
): Promise<SeverableProxy> {
  const open = new Set<Socket>()
  let isCut = false
  const server = createServer((client) => {
    if (isCut) return client.destroy()
    const target = connect(targetPort, targetHost)
    for (const socket of [client, target]) {
      open.add(socket)
      socket.once('close', () => open.delete(socket))
      socket.on('error', () => {})
    }
    client.pipe(target).pipe(client)
    client.once('close', () => target.destroy())
    target.once('close', () => client.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    cut() {
      isCut = true
      for (const socket of open) socket.destroy()
    },
    mend() {
      isCut = false
    },
    close: () => server.close(),
  }
}
