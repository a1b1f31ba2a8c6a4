import proxyAddress from 'proxy-addr'

/** @param {string | undefined} text */
export function readPort(text) {
  if (!text) return 3000
  const number = Number(text)
  if (!/^\d{1,5}$/.test(text) || number > 65535) stop('PORT must be a whole number from 0 to 65535.')
  return number
}

/** @param {string | undefined} list comma-separated addresses, networks, or the names that proxy-addr knows */
export function readTrustedProxies(list) {
  try {
    return proxyAddress.compile(
      (list ?? '')
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
  } catch {
    return stop('TRUSTED_PROXIES must list addresses or networks, like 10.0.0.0/8,127.0.0.1.')
  }
}

/**
 * @param {string} message
 * @returns {never}
 */
export function stop(message) {
  process.stderr.write(`Activation Console can't start. ${message}\n`)
  process.exit(1)
}
