export const exportFormats = ['ndjson', 'csv', 'json', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]
