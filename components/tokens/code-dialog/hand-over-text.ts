import { commandsFor } from '@/components/command/commands'
import type { IssuedToken } from '@/lib/tokens/schema.shared'

const servers = (count: number) => (count === 1 ? '1 source server' : `${count} source servers`)

/** What is sent to whoever registers the machines: the code, the command, and how long it works. */
export function handOverText({ code, token }: IssuedToken, address: string, until: string): string {
  return [
    `Activation code: ${code}`,
    `For ${servers(token.count)}, until ${until}.`,
    '',
    'Run this on each source server, and paste the code when it asks.',
    '',
    'Linux, as root:',
    commandsFor(address).linux,
    '',
    'Windows, in PowerShell as administrator:',
    commandsFor(address).windows,
    '',
  ].join('\n')
}

/** The same for scripts, in the form of an `.env` file: `register.sh` reads both variables. */
export function envFile({ code, token }: IssuedToken, address: string): string {
  const { id, name, count, expiresAt } = token
  return [
    `# ${name ? `${name} (${id})` : id}: ${servers(count)}, until ${expiresAt.toISOString()}`,
    `ACTIVATION_URL=${address}`,
    `ACTIVATION_CODE=${code}`,
    '',
  ].join('\n')
}
