import { KubeConfig } from '@kubernetes/client-node';
import type { ClusterConfig } from '@microapps/plugin-microapps-node';

/**
 * The credentials and TLS settings for a cluster, read afresh at each call: a
 * service account's mounted token is renewed by its kubelet.
 */
export function kubeConfigFor(cluster: ClusterConfig): KubeConfig {
  const kubeConfig = new KubeConfig();
  // The client refuses plain http unless this is set; there is no TLS to verify.
  const skipTLSVerify =
    cluster.skipTLSVerify || cluster.url.startsWith('http:');

  if (cluster.serviceAccountToken === undefined) {
    kubeConfig.loadFromCluster();
    const [own] = kubeConfig.clusters;
    kubeConfig.clusters = [
      {
        ...own,
        server: cluster.url,
        skipTLSVerify,
        ...(cluster.caData && { caData: cluster.caData, caFile: undefined }),
      },
    ];
    return kubeConfig;
  }

  kubeConfig.loadFromClusterAndUser(
    {
      name: cluster.name,
      server: cluster.url,
      skipTLSVerify,
      caData: cluster.caData,
    },
    { name: 'portal', token: cluster.serviceAccountToken },
  );
  return kubeConfig;
}
