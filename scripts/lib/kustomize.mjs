import { fetchDebianPackage } from './debianPackage.mjs';
import { findEngine } from './engine.mjs';
import { goInstall } from './goInstall.mjs';
import { fetchRelease, goPlatform } from './officialRelease.mjs';
import { isAtLeast, parseVersion, PINNED } from './versions.mjs';

/** sha256 of the archives of release kustomize/v5.7.1. */
const CHECKSUMS = {
  linux_amd64:
    'ea375e7372f9aa029129d4b2d16c66b7750b7f1213c4f66f910d981c895818d8',
  linux_arm64:
    '4261a040217df3bd6896597c3986d1465925726e4f22a945304b5233a4dcdbda',
  darwin_amd64:
    '4a0dff80c5644df6bc8f51b342842969004cb6ba5f94dddaabbea7483493273d',
  darwin_arm64:
    '073e9d16d5a235e2ff83e62d6b76edb5d962adbc33be1e4860c4b3f1f39b33b9',
};

/** The path of kustomize 5, found or fetched; undefined when neither works. */
export function findKustomize() {
  return findEngine({
    name: 'kustomize',
    wanted: 'kustomize 5',
    versionArgs: ['version'],
    isSuitable: isSuitableKustomize,
    sources: [
      {
        from: 'with go install',
        program: 'go',
        fetch: () =>
          goInstall(
            'kustomize',
            `sigs.k8s.io/kustomize/kustomize/v5@v${PINNED.kustomize}`,
          ),
      },
      {
        from: "from its project's release",
        fetch: () => fetchRelease(releaseFor(goPlatform())),
      },
      {
        from: 'from Debian',
        program: 'apt-get',
        fetch: () => fetchDebianPackage('kustomize'),
      },
    ],
    without:
      'kustomize is missing and could not be fetched: the portal starts, but micro-apps cannot be rendered or deployed until kustomize 5 is on PATH (https://kubectl.docs.kubernetes.io/installation/kustomize).',
  });
}

/**
 * Version 5 or newer; Debian, which begins with 5.6, builds it without saying
 * so.
 *
 * @param {string} said
 */
export function isSuitableKustomize(said) {
  return said === '(devel)' || isAtLeast(parseVersion(said), [5, 0]);
}

function releaseFor(platform) {
  const sha256 = CHECKSUMS[platform];
  return (
    sha256 && {
      url: `https://github.com/kubernetes-sigs/kustomize/releases/download/kustomize%2Fv${PINNED.kustomize}/kustomize_v${PINNED.kustomize}_${platform}.tar.gz`,
      sha256,
      member: 'kustomize',
    }
  );
}
