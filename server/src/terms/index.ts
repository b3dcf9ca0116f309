export { type TermsRoutes, termsRoutes } from './routes.ts'
export { readAcceptances } from './store.ts'
