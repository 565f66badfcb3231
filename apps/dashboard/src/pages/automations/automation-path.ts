export function automationPath(id: string): string {
  return `/automations/${encodeURIComponent(id)}`
}
