/** A moment as the models' client writes it on SQLite; PostgreSQL reads it as well. */
export function storedMoment(at: Date | number): string {
  return new Date(at).toISOString().replace('Z', '+00:00')
}
