import { definitionOfKind, KindDefinition } from '../kinds/customKind';
import { ObjectApi } from '../rules/ObjectApi';
import { ClusterAgent } from './ClusterAgent';
import { CronJobController } from './CronJobController';
import { DefinitionController } from './DefinitionController';
import { DeploymentController } from './DeploymentController';
import { GarbageCollector } from './GarbageCollector';
import { InfrastructureController } from './InfrastructureController';
import { JobController } from './JobController';
import { NamespaceController } from './NamespaceController';
import { PodController } from './PodController';
import { PodSetController } from './PodSetController';
import { QuotaController } from './QuotaController';
import { ReconcileLoop } from './ReconcileLoop';
import { serveDefinitions } from './serveDefinitions';

/** What the controllers need. */
export type ControllerOptions = {
  api: ObjectApi;
  /** Kinds whose definitions are made when they are missing. */
  kinds: readonly KindDefinition[];
  /** How long a container takes to become ready. */
  readyDelayMs: number;
  /** Told the resource that is no longer served. */
  onKindRemoved(resource: string): void;
};

const NAMESPACES = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

/**
 * Makes what every cluster has from the start, and runs the controllers.
 *
 * @returns stops them
 */
export function startControllers(options: ControllerOptions): () => void {
  const { api } = options;
  const stopServing = serveDefinitions(api, options.onKindRemoved);
  const agent = new ClusterAgent(api, 'kube-controller-manager');
  for (const name of NAMESPACES) {
    agent.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  options.kinds.forEach(kind => provideDefinition(agent, kind));

  const loops = [
    new DefinitionController(agent),
    new NamespaceController(agent),
    new GarbageCollector(agent),
    new DeploymentController(agent),
    new PodSetController(agent),
    new PodController(new ClusterAgent(api, 'kubelet'), options.readyDelayMs),
    new JobController(agent),
    new CronJobController(agent),
    new QuotaController(agent),
    new InfrastructureController(agent),
  ].map(reconciler => new ReconcileLoop(api.store, reconciler));
  return () => {
    loops.forEach(loop => loop.stop());
    stopServing();
  };
}

/** Makes the definition of a kind, or brings the one from an earlier start up to date. */
function provideDefinition(agent: ClusterAgent, kind: KindDefinition): void {
  const resource = 'customresourcedefinitions.apiextensions.k8s.io';
  const wanted = definitionOfKind(kind);
  const present = agent.find(resource, wanted.metadata);
  if (present) {
    agent.change(resource, present, current => ({
      ...current,
      spec: wanted.spec,
    }));
  } else {
    agent.create(wanted);
  }
}
