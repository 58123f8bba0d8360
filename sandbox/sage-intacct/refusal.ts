/** A function that is refused, with the gateway's errors in their order. */
export interface GatewayError {
  errorno: string;
  description?: string;
  description2?: string;
  correction?: string;
}

export class Refusal extends Error {
  constructor(readonly errors: GatewayError[]) {
    super(errors.map(({ description2, description }) => description2 ?? description).join(' '));
  }
}

/** One refusal by its text, which is where the gateway puts the meaning. */
export const refuse = (errorno: string, description2: string, correction?: string): Refusal =>
  new Refusal([{ errorno, description2, ...(correction !== undefined && { correction }) }]);

/** Causes, ended by the line that always comes last [recorded]. */
export const couldNot = (verb: string, what: string, causes: GatewayError[]): Refusal =>
  new Refusal([...causes, { errorno: 'BL01001973', description2: `Could not ${verb} ${what} record!` }]);

export const invalid = (description2: string): GatewayError => ({ errorno: 'BL03000018', description2 });

/** As recorded for projects and contacts; that bills get the same is inferred. */
export const alreadyExists = (what: string, value: string): GatewayError => ({
  errorno: 'BL34000061',
  description2: `Another ${what} with the given value(s) ${value}  already exists`,
  correction: 'Use a unique value instead.',
});
