/** The status of readiness. */
export const ready = async (url: string) => (await fetch(`${url}/api/health/ready`)).status
