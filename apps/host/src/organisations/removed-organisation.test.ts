import { expect, test } from 'vitest'
import { auditRows, hasRowsOf } from '../store/index.ts'
import { until } from '../testing/scripted-host.ts'
import { founded, installed, shopConnection } from './testing/installed.ts'

test('an organisation is removed with everything that it has, and no other notices', async () => {
  const host = await installed()
  const { ask, put, token, store } = host
  const gone = await founded(host, 'rose')
  const other = await founded(host, 'solsikke')
  for (const secret of [token, gone, other]) await put(secret, 'connections/butik', shopConnection)
  const holds = await ask(token, '/api/organisations/rose')
  expect(await holds.json()).toStrictEqual({
    organisation: 'rose',
    holds: { records: 0, rows: {}, people: 0 },
  })
  const wrong = await ask(token, '/api/organisations/rose?name=Rosa', { method: 'DELETE' })
  expect([wrong.status, (await ask(gone, '/api/status')).status]).toStrictEqual([400, 200])
  const removed = await ask(token, '/api/organisations/rose?name=rose', { method: 'DELETE' })
  expect(removed.status).toBe(202)
  expect((await ask(gone, '/api/status')).status).toBe(401)
  await until(async () => !(await store.read((dialect) => hasRowsOf(dialect, 'rose'))))
  expect((await ask(other, '/api/configuration/connections/butik')).status).toBe(200)
  expect((await ask(token, '/api/configuration/connections/butik')).status).toBe(200)
  await until(async () => {
    const rows = await store.read((dialect, org) => auditRows(dialect, org, { limit: 50 }))
    const told = new Set(rows.filter(({ target }) => target === 'rose').map(({ action }) => action))
    return told.has('organisation.remove') && told.has('organisation.purge')
  })
})

test('the organisation of the file is not removed, and nobody but it removes others', async () => {
  const host = await installed()
  const { ask, token } = host
  const other = await founded(host, 'solsikke')
  const remove = (secret: string, id: string) =>
    ask(secret, `/api/organisations/${id}?name=${id}`, { method: 'DELETE' })
  expect((await remove(token, 'nordlys')).status).toBe(409)
  expect((await remove(token, 'nobody')).status).toBe(404)
  expect((await remove(other, 'nordlys')).status).toBe(403)
})

test('whether the installation is run from there is told to whoever asks about themselves', async () => {
  const host = await installed()
  const { ask, token } = host
  const other = await founded(host, 'solsikke')
  const runs = async (secret: string) => (await ask(secret, '/api/me')).json()
  expect(await runs(token)).toMatchObject({ organisation: 'nordlys', runsInstallation: true })
  expect(await runs(other)).toMatchObject({ organisation: 'solsikke', runsInstallation: false })
})
