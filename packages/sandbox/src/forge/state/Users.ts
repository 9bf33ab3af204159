import { ForgeUser } from '../options';

/** The people and machines that the forge knows. */
export class Users {
  private constructor(
    private readonly tokens: ReadonlyMap<string, ForgeUser>,
    private readonly all: readonly ForgeUser[],
    readonly organization: string,
  ) {}

  /** @param others - known without a token, as the pages' user */
  static create(options: {
    tokens: { [token: string]: ForgeUser };
    others: ForgeUser[];
    organization: string;
  }): Users {
    const tokens = new Map(Object.entries(options.tokens));
    const all = new Map(
      [...options.others, ...tokens.values()].map(user => [
        user.login.toLowerCase(),
        user,
      ]),
    );
    return new Users(tokens, [...all.values()], options.organization);
  }

  /** Who a token belongs to. */
  byToken(token: string): ForgeUser | undefined {
    return this.tokens.get(token);
  }

  byLogin(login: string): ForgeUser | undefined {
    const wanted = login.toLowerCase();
    return this.all.find(user => user.login.toLowerCase() === wanted);
  }

  /** Who commits with an address. */
  byEmail(email: string): ForgeUser | undefined {
    const wanted = email.toLowerCase();
    return this.all.find(user => user.email.toLowerCase() === wanted);
  }
}
