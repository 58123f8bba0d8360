/** Content models in the notation of a DTD, and what may come next in them. */
export type Model =
  | { kind: 'empty' }
  | { kind: 'any' }
  | { kind: 'name'; name: string }
  | { kind: 'sequence'; head: Model; tail: Model }
  | { kind: 'choice'; parts: Model[] }
  | { kind: 'repeat'; part: Model }
  /** In any order, each at most once. */
  | { kind: 'all'; parts: Model[] };

const EMPTY: Model = { kind: 'empty' };

/**
 * Parses `(a, b?, (c | d)+)`, or `a & b?` for any order, or `ANY`.
 * @throws SyntaxError
 */
export function parseModel(source: string): Model {
  const tokens = source.match(/[\w.]+|[(),|&?*+]/g) ?? [];
  let at = 0;
  const particle = (): Model => {
    let part: Model;
    const token = tokens[at++];
    if (token === '(') {
      part = list();
      if (tokens[at++] !== ')') throw new SyntaxError(`No end of group in ${source}`);
    } else if (token === undefined || !/^[\w.]+$/.test(token)) {
      throw new SyntaxError(`Unexpected ${token} in ${source}`);
    } else part = token === 'ANY' ? { kind: 'any' } : { kind: 'name', name: token };
    const many = tokens[at];
    if (many === '?' || many === '*' || many === '+') at += 1;
    if (many === '?') return either([part, EMPTY]);
    if (many === '*') return { kind: 'repeat', part };
    if (many === '+') return then(part, { kind: 'repeat', part });
    return part;
  };
  const list = (): Model => {
    const parts = [particle()];
    const separator = tokens[at];
    while (tokens[at] === separator && (separator === ',' || separator === '|' || separator === '&')) {
      at += 1;
      parts.push(particle());
    }
    if (separator === '|') return either(parts);
    if (separator === '&') return { kind: 'all', parts };
    return parts.reduceRight((tail, head) => then(head, tail), EMPTY);
  };
  const model = source.trim() === '' ? EMPTY : list();
  if (at < tokens.length) throw new SyntaxError(`Unexpected ${tokens[at]} in ${source}`);
  return model;
}

const then = (head: Model, tail: Model): Model =>
  head.kind === 'empty' ? tail : tail.kind === 'empty' ? head : { kind: 'sequence', head, tail };

const either = (parts: Model[]): Model =>
  parts.length === 1 && parts[0] ? parts[0] : { kind: 'choice', parts };

/** Whether nothing more needs to come. */
export function mayEnd(model: Model): boolean {
  switch (model.kind) {
    case 'empty':
    case 'repeat':
      return true;
    case 'sequence':
      return mayEnd(model.head) && mayEnd(model.tail);
    case 'choice':
      return model.parts.some(mayEnd);
    case 'all':
      return model.parts.every(mayEnd);
    default:
      return false;
  }
}

/** Names of what may come next, in the order of the model. */
export function expected(model: Model): string[] {
  switch (model.kind) {
    case 'name':
      return [model.name];
    case 'any':
      return ['##any'];
    case 'sequence':
      return mayEnd(model.head) ? [...expected(model.head), ...expected(model.tail)] : expected(model.head);
    case 'choice':
    case 'all':
      return model.parts.flatMap(expected);
    case 'repeat':
      return expected(model.part);
    default:
      return [];
  }
}

/** What is left of the model after an element of that name; null where it may not come. */
export function after(model: Model, name: string): Model | null {
  switch (model.kind) {
    case 'name':
      return model.name === name ? EMPTY : null;
    case 'any':
      return EMPTY;
    case 'repeat': {
      const rest = after(model.part, name);
      return rest && then(rest, model);
    }
    case 'sequence': {
      const rest = after(model.head, name);
      if (rest) return then(rest, model.tail);
      return mayEnd(model.head) ? after(model.tail, name) : null;
    }
    case 'choice': {
      const rests = model.parts.flatMap((part) => after(part, name) ?? []);
      return rests.length === 0 ? null : either(rests);
    }
    case 'all': {
      const at = model.parts.findIndex((part) => after(part, name) !== null);
      return at < 0 ? null : { kind: 'all', parts: model.parts.filter((_, other) => other !== at) };
    }
    default:
      return null;
  }
}
