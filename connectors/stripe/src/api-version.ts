/** The version whose shapes this connector knows; lists, single objects and webhooks are asked for in it. */
export const apiVersion = '2026-10-28.endive'
