import type { Cluster } from './cluster.ts';

/** Joins clusters that name the same entity, and refuses what the user's synonyms keep apart. */
export class Joining {
  private readonly parents = new Map<Cluster, Cluster>();
  private readonly groups = new Map<Cluster, number>();

  constructor(clusters: readonly Cluster[]) {
    const firstOfGroup = new Map<number, Cluster>();
    for (const cluster of clusters) {
      if (cluster.group === undefined) continue;
      const first = firstOfGroup.get(cluster.group);
      if (first) this.parents.set(cluster, first);
      else {
        firstOfGroup.set(cluster.group, cluster);
        this.groups.set(cluster, cluster.group);
      }
    }
  }

  /** The cluster that stands for the entity. */
  rootOf(cluster: Cluster): Cluster {
    let root = cluster;
    for (let parent = this.parents.get(root); parent; parent = this.parents.get(root)) root = parent;
    // Short ways keep many joins cheap.
    for (let each = cluster; each !== root; ) {
      const next = this.parents.get(each) ?? root;
      this.parents.set(each, root);
      each = next;
    }
    return root;
  }

  /** Makes the two one entity; `false` if they belong to different groups of synonyms. */
  join(first: Cluster, second: Cluster): boolean {
    const root = this.rootOf(first);
    const other = this.rootOf(second);
    if (root === other) return true;
    const group = this.groups.get(root);
    const otherGroup = this.groups.get(other);
    if (group !== undefined && otherGroup !== undefined) return false;
    this.parents.set(other, root);
    if (otherGroup !== undefined) this.groups.set(root, otherGroup);
    return true;
  }

  /** The distinct entities among the clusters, each by the cluster that stands for it. */
  distinctRoots(clusters: Iterable<Cluster>): Cluster[] {
    return [...new Set([...clusters].map((cluster) => this.rootOf(cluster)))];
  }
}
