/**
 * Whether there is a process with a number on this machine. Not TypeScript: scripts ask before
 * anything is installed.
 * @param {number} pid
 */
export function isRunning(pid) {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // It is somebody else's.
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM'
  }
}
