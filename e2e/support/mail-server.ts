import { createServer, type Socket } from 'node:net'
import { freePort } from '../../scripts/temporary-postgres'

/** A mail server that takes every mail, and keeps it as it came. */
export async function startMailServer() {
  const port = await freePort()
  const mails: string[] = []
  const server = createServer((socket) => talk(socket, (mail) => mails.push(mail)))
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    stop: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** One talk of SMTP (RFC 5321): everything is right, until the end of the mail. */
function talk(socket: Socket, take: (mail: string) => void): void {
  let isData = false
  let text = ''
  socket.write('220 mail\r\n')
  socket.on('data', (chunk) => {
    text += chunk
    if (isData) {
      const end = text.indexOf('\r\n.\r\n')
      if (end === -1) return
      take(text.slice(0, end))
      isData = false
      text = ''
      return socket.write('250 taken\r\n')
    }
    for (let end = text.indexOf('\r\n'); end !== -1; end = text.indexOf('\r\n')) {
      const line = text.slice(0, end)
      text = text.slice(end + 2)
      isData = /^DATA/i.test(line)
      if (/^QUIT/i.test(line)) return socket.end('221 bye\r\n')
      socket.write(isData ? '354 go on\r\n' : '250 right\r\n')
    }
  })
  socket.on('error', () => {})
}
