/**
 * The commands that register machines with the console at an address. The code is in none of them:
 * it is asked for, or read from a file or a variable.
 */
export function commandsFor(address: string) {
  const script = `${address}/register.sh`
  return {
    linux: `curl -fsSLO ${script} && sh register.sh --url ${address}`,
    windows:
      `iwr ${address}/register.ps1 -OutFile register.ps1; ` +
      `powershell -ExecutionPolicy Bypass -File register.ps1 -Url ${address}`,
    codeFile:
      `curl -fsSLO ${script} && ` + `sh register.sh --url ${address} --code-file ./activation-code`,
    ansible: lines(
      '- name: Register with the Activation Console',
      '  hosts: all',
      '  become: true',
      '  tasks:',
      '    - name: Fetch register.sh',
      '      ansible.builtin.get_url:',
      `        url: ${script}`,
      '        dest: /root/register.sh',
      '        mode: "0700"',
      '    - name: Register this machine',
      `      ansible.builtin.command: sh /root/register.sh --url ${address}`,
      '      environment:',
      '        ACTIVATION_CODE: "{{ activation_code }}"',
      '      no_log: true',
    ),
    cloudInit: lines(
      '#cloud-config',
      'write_files:',
      '  - path: /root/activation-code',
      '    permissions: "0600"',
      '    content: PUT-THE-CODE-HERE',
      'runcmd:',
      `  - curl -fsSLo /root/register.sh ${script}`,
      `  - sh /root/register.sh --url ${address} --code-file /root/activation-code`,
      '  - rm -f /root/activation-code',
    ),
  }
}

const lines = (...all: string[]) => all.join('\n')

/** What is wrong with giving machines an address, if anything. */
export function addressWarning(address: string): string | undefined {
  const { protocol, hostname } = new URL(address)
  if (/^(localhost|127\..*|\[::1\]|.*\.localhost)$/.test(hostname))
    return (
      'Other machines cannot use this address: it means the machine itself. Open the console ' +
      'under the address that they reach, or set PUBLIC_URL.'
    )
  if (protocol === 'http:')
    return (
      'This address is plain HTTP: whoever is on the way can read the code. Put the console ' +
      'behind HTTPS, and set PUBLIC_URL.'
    )
}
