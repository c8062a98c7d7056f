package cairn.invariants;

import java.util.List;

/** Servers, what they take, and what is counted for them. */
final class ComputeRules {
  static final List<Rule> ALL =
      List.of(
          new Rule(
              "a server on a host has not the allocation of its flavor there",
              """
              SELECT s.id, s.status, s.host_id, s.vcpus, s.memory_mib, a.used
                FROM server s
                LEFT JOIN LATERAL (
                  SELECT string_agg(resource_class || ':' || used, ',' ORDER BY resource_class) AS used,
                         max(used) FILTER (WHERE resource_class = 'VCPU') AS vcpus,
                         max(used) FILTER (WHERE resource_class = 'MEMORY_MB') AS memory,
                         coalesce(max(used) FILTER (WHERE resource_class = 'DISK_GB'), 0) AS disk,
                         count(DISTINCT provider_id) AS providers
                    FROM allocation WHERE consumer_id = s.id) a ON true
               WHERE s.deleted_at IS NULL AND s.host_id IS NOT NULL
                 AND (a.vcpus IS DISTINCT FROM s.vcpus OR a.memory IS DISTINCT FROM s.memory_mib
                      OR a.disk < (s.flavor ->> 'diskGib')::bigint OR a.providers <> 1
                      OR NOT EXISTS (SELECT 1 FROM allocation x
                                      WHERE x.consumer_id = s.id AND x.provider_id = s.host_id))
              """),
          new Rule(
              "something is allocated to a server that is gone or on no host",
              """
              SELECT a.consumer_id, a.provider_id, a.resource_class, a.used, s.status, s.host_id
                FROM allocation a LEFT JOIN server s ON s.id = a.consumer_id
               WHERE s.id IS NULL OR s.deleted_at IS NOT NULL OR s.host_id IS NULL
              """),
          new Rule(
              "the quota's count is not the sum of the project's servers",
              """
              SELECT project_id, u.instances, s.instances AS servers, u.cores, s.cores AS vcpus,
                     u.memory_mib, s.memory_mib AS memory
                FROM (SELECT project_id, sum(instances) AS instances, sum(cores) AS cores,
                             sum(memory_mib) AS memory_mib
                        FROM (SELECT project_id, instances, cores, memory_mib FROM compute_usage
                              UNION ALL
                              SELECT project_id, instances, cores, memory_mib
                                FROM compute_usage_part) AS part
                       GROUP BY project_id) u
                FULL JOIN (SELECT project_id, count(*) AS instances, sum(vcpus) AS cores,
                                  sum(memory_mib) AS memory_mib
                             FROM server WHERE deleted_at IS NULL GROUP BY project_id) s
               USING (project_id)
               WHERE (coalesce(u.instances, 0), coalesce(u.cores, 0), coalesce(u.memory_mib, 0))
                  IS DISTINCT FROM
                     (coalesce(s.instances, 0), coalesce(s.cores, 0), coalesce(s.memory_mib, 0))
              """),
          new Rule(
              "a server is in ERROR and nobody says why",
              """
              SELECT id, name FROM server
               WHERE deleted_at IS NULL AND status = 'ERROR'
                 AND coalesce(fault ->> 'message', '') = ''
              """),
          new Rule(
              "a server is deleted by half",
              """
              SELECT id, status, deleted_at FROM server
               WHERE (status = 'DELETED') <> (deleted_at IS NOT NULL)
              """),
          new Rule(
              "a server's port is another's",
              """
              SELECT s.id, p.id AS port, p.device_id, p.device_owner
                FROM server s, jsonb_array_elements(s.nics) nic, port p
               WHERE s.deleted_at IS NULL AND p.id = (nic ->> 'port')::uuid
                 AND (p.device_id <> s.id::text OR p.device_owner NOT LIKE 'compute:%')
              """),
          new Rule(
              "a server's port is bound to another host",
              """
              SELECT s.id, s.status, h.name AS host, p.id AS port, p.host AS port_host
                FROM server s JOIN port p ON p.device_id = s.id::text
                LEFT JOIN host h ON h.id = s.host_id
               WHERE s.deleted_at IS NULL AND p.host IS DISTINCT FROM coalesce(h.name, '')
              """));

  private ComputeRules() {}
}
