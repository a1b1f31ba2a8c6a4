// A thread that reads a whole file of SQLite and says what is wrong with it. Not built, as its
// neighbour isn't.
import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'

const file = new Sqlite(workerData.path, { readonly: true })
try {
  parentPort?.postMessage(file.pragma('quick_check(1)', { simple: true }))
} finally {
  file.close()
}
