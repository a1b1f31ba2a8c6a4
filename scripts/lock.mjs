// npm run lock: writes package-lock.json anew, whole for every platform.
// A registry mirror may lack packages for platforms that its owner does not use; npm then leaves them out without
// a word, `npm ci` refuses the result, and other platforms miss their binaries. Their entries follow from their names.
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'

const LOCKFILE = 'package-lock.json'
const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32', 'aix']
const PROCESSORS = ['arm64', 'arm', 'x64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32']
const LIBRARIES = { musl: 'musl', musleabihf: 'musl', gnu: 'glibc', gnueabihf: 'glibc' }

rmSync(LOCKFILE, { force: true })
execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], { stdio: 'inherit' })

const lockfile = JSON.parse(readFileSync(LOCKFILE, 'utf8'))
/** @type {Record<string, { optionalDependencies?: Record<string, string> }>} */
const packages = lockfile.packages
const missing = Object.values(packages)
  .flatMap(({ optionalDependencies = {} }) => Object.entries(optionalDependencies))
  .filter(([name]) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)))

for (const [name, version] of missing) {
  const words = name.split(/[/-]/)
  const os = SYSTEMS.find((system) => words.includes(system))
  const cpu = PROCESSORS.find((processor) => words.includes(processor))
  const libc = Object.entries(LIBRARIES).find(([word]) => words.includes(word))?.[1]
  if (!os || !/^\d+\.\d+\.\d+/.test(version)) {
    process.stderr.write(`${name}@${version} is missing from the registry, and its platform can't be told from its name.\n`)
    process.exitCode = 1
    continue
  }
  Object.assign(packages, {
    [`node_modules/${name}`]: { version, ...(cpu && { cpu: [cpu] }), ...(libc && { libc: [libc] }), optional: true, os: [os] },
  })
}
lockfile.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(LOCKFILE, `${JSON.stringify(lockfile, null, 2)}\n`)
process.stdout.write(`${missing.length} packages of other platforms added.\n`)
