/** Something the operator must mend before the console can start. Its message is the one line the terminal shows. */
export class StartError extends Error {
  override name = 'StartError'
}
