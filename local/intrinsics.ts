/**
 * CloudFormation's intrinsic functions, as far as a synthesized stack uses them: Ref, Fn::GetAtt, Fn::Join, Fn::Sub,
 * Fn::Select, Fn::Split, Fn::If with its conditions, and the pseudo parameters. Anything else is an error naming it.
 */

export interface CloudFormationResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
}

export interface CloudFormationTemplate {
  readonly Resources: Readonly<Record<string, CloudFormationResource>>;
  readonly Parameters?: Readonly<Record<string, { readonly Default?: unknown }>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/** What names mean where the stack runs. */
export interface Surroundings {
  readonly accountId: string;
  readonly region: string;
  readonly stackName: string;
  /** `Ref` and `Fn::GetAtt` of one resource; `attribute` is absent for `Ref`. Throws what it does not know. */
  attributeOf(logicalId: string, resource: CloudFormationResource, attribute?: string): string;
}

/** Resolves every intrinsic function within `value`. Throws an Error that names the function or resource it cannot resolve. */
export function resolveIntrinsics(
  value: unknown,
  template: CloudFormationTemplate,
  surroundings: Surroundings,
): unknown {
  return new Resolver(template, surroundings).resolve(value);
}

class Resolver {
  readonly #template: CloudFormationTemplate;
  readonly #surroundings: Surroundings;

  constructor(template: CloudFormationTemplate, surroundings: Surroundings) {
    this.#template = template;
    this.#surroundings = surroundings;
  }

  resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((entry) => this.resolve(entry)).filter((entry) => entry !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [first] = entries;
    if (entries.length === 1 && first && (first[0] === 'Ref' || first[0].startsWith('Fn::'))) {
      return this.#call(first[0], first[1]);
    }
    return Object.fromEntries(
      entries.map(([name, entry]) => [name, this.resolve(entry)]).filter(([, entry]) => entry !== undefined),
    );
  }

  #call(name: string, argument: unknown): unknown {
    switch (name) {
      case 'Ref':
        return this.#ref(String(argument));
      case 'Fn::GetAtt':
        return this.#getAtt(argument);
      case 'Fn::Join': {
        const [separator, parts] = this.#list(name, argument);
        return this.#list(name, parts).map(String).join(String(separator));
      }
      case 'Fn::Sub':
        return this.#sub(argument);
      case 'Fn::Select': {
        const [index, parts] = this.#list(name, argument);
        const chosen = this.#list(name, parts)[Number(index)];
        if (chosen === undefined) throw new Error(`Fn::Select has no element ${String(index)}`);
        return chosen;
      }
      case 'Fn::Split': {
        const [separator, text] = this.#list(name, argument);
        return String(text).split(String(separator));
      }
      case 'Fn::If': {
        if (!Array.isArray(argument)) throw new Error('Fn::If takes a list');
        const [condition, whenTrue, whenFalse] = argument as unknown[];
        return this.resolve(this.#condition(String(condition)) ? whenTrue : whenFalse);
      }
      case 'Fn::Equals': {
        const [left, right] = this.#list(name, argument);
        return left === right;
      }
      case 'Fn::Not':
        return !this.#truths(name, argument)[0];
      case 'Fn::And':
        return this.#truths(name, argument).every(Boolean);
      case 'Fn::Or':
        return this.#truths(name, argument).some(Boolean);
      default:
        throw new Error(`the intrinsic function ${name} is not known to the local stack (local/intrinsics.ts)`);
    }
  }

  #ref(name: string): unknown {
    const { accountId, region, stackName } = this.#surroundings;
    switch (name) {
      case 'AWS::AccountId':
        return accountId;
      case 'AWS::Region':
        return region;
      case 'AWS::Partition':
        return 'aws';
      case 'AWS::URLSuffix':
        return 'amazonaws.com';
      case 'AWS::StackName':
        return stackName;
      case 'AWS::StackId':
        return `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/local`;
      case 'AWS::NoValue':
        return undefined;
    }
    const parameter = this.#template.Parameters?.[name];
    if (parameter) return parameter.Default;
    return this.#surroundings.attributeOf(name, this.#resource(name));
  }

  #getAtt(argument: unknown): string {
    const [logicalId = '', attribute] =
      typeof argument === 'string' ? argument.split(/\.(.*)/, 2) : (argument as [string, unknown]);
    return this.#surroundings.attributeOf(logicalId, this.#resource(logicalId), String(this.resolve(attribute)));
  }

  #sub(argument: unknown): string {
    const [text, variables = {}] = Array.isArray(argument) ? (argument as [string, object?]) : [String(argument)];
    return text.replace(/\$\{([^}]+)\}/g, (_, name: string) => {
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      if (Object.hasOwn(variables, name)) return String(this.resolve((variables as Record<string, unknown>)[name]));
      return String(name.includes('.') ? this.#getAtt(name) : this.#ref(name));
    });
  }

  #condition(name: string): boolean {
    const condition = this.#template.Conditions?.[name];
    if (condition === undefined) throw new Error(`the template has no condition ${name}`);
    return Boolean(this.resolve(condition));
  }

  #truths(name: string, argument: unknown): unknown[] {
    if (!Array.isArray(argument)) throw new Error(`${name} takes a list`);
    return argument.map((entry: unknown) => {
      const named = (entry as { Condition?: unknown } | null)?.Condition;
      return typeof named === 'string' ? this.#condition(named) : this.resolve(entry);
    });
  }

  #list(name: string, argument: unknown): unknown[] {
    const list = this.resolve(argument);
    if (!Array.isArray(list)) throw new Error(`${name} takes a list`);
    return list;
  }

  #resource(logicalId: string): CloudFormationResource {
    const resource = this.#template.Resources[logicalId];
    if (!resource) throw new Error(`the template refers to ${logicalId}, which it does not hold`);
    return resource;
  }
}
