export const createSchema = `CREATE SCHEMA event_store`;
