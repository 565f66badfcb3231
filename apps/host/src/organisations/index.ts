export { openOrganisations } from './open-organisations.ts'
export { openWorkers } from './open-workers.ts'
