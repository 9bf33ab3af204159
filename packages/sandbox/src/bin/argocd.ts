import { startArgoCd } from '../operators';
import { operatorOptions } from '../supervise/operatorOptions';
import { runPart } from '../supervise/runPart';

runPart('argocd', context =>
  startArgoCd(operatorOptions(context, 'argocd', 'staging')),
);
