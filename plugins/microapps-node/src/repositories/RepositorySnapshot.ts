/** The files of a repository that matter, at one commit. */
export type RepositorySnapshot = {
  /** What the files were read at: a commit, as the forge's archive names it. */
  commit: string;
  /** From path to text: the YAML under `instances/`, and each `templates/<template>/form.yaml`. */
  files: ReadonlyMap<string, string>;
};
