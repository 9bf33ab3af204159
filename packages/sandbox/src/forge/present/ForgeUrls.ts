/** Encodes a path and keeps its slashes. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** Where things are found, in the layout of GitHub Enterprise Server. */
export class ForgeUrls {
  /** @param html - the forge's own address, without a slash at its end */
  constructor(readonly html: string) {}

  get api(): string {
    return `${this.html}/api/v3`;
  }

  repositoryApi(fullName: string): string {
    return `${this.api}/repos/${fullName}`;
  }

  repository(fullName: string): string {
    return `${this.html}/${fullName}`;
  }

  clone(fullName: string): string {
    return `${this.html}/${fullName}.git`;
  }

  commit(fullName: string, sha: string): string {
    return `${this.repository(fullName)}/commit/${sha}`;
  }

  pull(fullName: string, number: number): string {
    return `${this.repository(fullName)}/pull/${number}`;
  }

  blob(fullName: string, ref: string, path: string): string {
    return `${this.repository(fullName)}/blob/${encodePath(ref)}/${encodePath(
      path,
    )}`;
  }

  tree(fullName: string, ref: string, path = ''): string {
    const end = path ? `/${encodePath(path)}` : '';
    return `${this.repository(fullName)}/tree/${encodePath(ref)}${end}`;
  }

  raw(fullName: string, ref: string, path: string): string {
    return `${this.repository(fullName)}/raw/${encodePath(ref)}/${encodePath(
      path,
    )}`;
  }
}
