/** Nest injection token of the service's configuration: `@Inject(SERVICE_CONFIG) config: ServiceConfig<M>`. */
export const SERVICE_CONFIG = Symbol('SERVICE_CONFIG');
/** Nest injection token of the clock: `@Inject(CLOCK) clock: Clock`. */
export const CLOCK = Symbol('CLOCK');
/** Nest injection token of the bus: `@Inject(MESSAGE_BUS) bus: MessageBus`. */
export const MESSAGE_BUS = Symbol('MESSAGE_BUS');
