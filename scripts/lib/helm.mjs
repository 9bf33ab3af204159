import { findEngine } from './engine.mjs';
import { goInstall } from './goInstall.mjs';
import { fetchRelease, goPlatform } from './officialRelease.mjs';
import { parseVersion, PINNED } from './versions.mjs';

/** sha256 of the archives of release v3.19.5. */
const CHECKSUMS = {
  linux_amd64:
    'a0a5e8c592ed3f376ac110715eff214730c7422f9a44d96cf98117d2b8b0e6c0',
  linux_arm64:
    'ce02147ffee6d993bf8ae97a44a22e9e1daf0b69d2d5b69a0c8cf6706445ccf5',
  darwin_amd64:
    '57f4a847c349382b7cc742a6434ef25f88f0928a113d8cf49084b464878ef0b9',
  darwin_arm64:
    '195e24e587f423f15a78feebab04583ceee68323598575a0e8b3b11b43fd26fe',
};

/**
 * The path of helm 3, found or fetched; undefined when neither works.
 * kustomize 5.7 calls helm with flags that helm 4 no longer has.
 */
export function findHelm() {
  return findEngine({
    name: 'helm',
    wanted: 'helm 3',
    versionArgs: ['version', '--short'],
    isSuitable: said => parseVersion(said)?.[0] === 3,
    sources: [
      {
        from: 'with go install',
        program: 'go',
        fetch: () =>
          goInstall('helm', `helm.sh/helm/v3/cmd/helm@v${PINNED.helm}`),
      },
      {
        from: "from its project's release",
        fetch: () => fetchRelease(releaseFor(goPlatform())),
      },
    ],
    without:
      'helm is missing and could not be fetched: everything but Helm templates works; for those put helm 3 on PATH (https://helm.sh/docs/intro/install).',
  });
}

function releaseFor(platform) {
  const sha256 = CHECKSUMS[platform];
  const folder = platform.replace('_', '-');
  return (
    sha256 && {
      url: `https://get.helm.sh/helm-v${PINNED.helm}-${folder}.tar.gz`,
      sha256,
      member: `${folder}/helm`,
    }
  );
}
