import { Hono } from 'hono'
import { openApiDocument } from './openapi.ts'

/** The description of the API, for programs; it is the same for everybody. */
export function openApiRoutes(): Hono {
  const routes = new Hono()
  routes.get('/openapi.json', () => Response.json(openApiDocument()))
  return routes
}
