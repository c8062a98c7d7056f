package cairn.invariants;

import java.util.List;

/** Addresses and ports, and whose they are. */
final class NetworkRules {
  static final List<Rule> ALL =
      List.of(
          new Rule(
              "an address is given twice in one network",
              """
              SELECT s.network_id, a.address, count(*)
                FROM port_address a JOIN subnet s ON s.id = a.subnet_id
               GROUP BY s.network_id, a.address HAVING count(*) > 1
              """),
          new Rule(
              "an address is outside its subnet, or is the subnet's gateway and no router's",
              """
              SELECT a.port_id, a.address, s.cidr, s.gateway_ip, p.device_owner
                FROM port_address a JOIN subnet s ON s.id = a.subnet_id
                JOIN port p ON p.id = a.port_id
               WHERE NOT a.address << s.cidr
                  OR (host(a.address) = host(s.gateway_ip)
                      AND p.device_owner LIKE 'compute:%')
              """),
          new Rule(
              "a port is in another network than its address",
              """
              SELECT p.id, p.network_id, a.address FROM port p
                JOIN port_address a ON a.port_id = p.id JOIN subnet s ON s.id = a.subnet_id
               WHERE s.network_id <> p.network_id
              """),
          new Rule(
              "a port belongs to a server that is gone or does not know of it",
              """
              SELECT p.id, p.device_id, p.device_owner, s.status, s.nics
                FROM port p LEFT JOIN server s ON s.id::text = p.device_id
               WHERE p.device_owner LIKE 'compute:%' AND p.held
                 AND (s.id IS NULL OR s.deleted_at IS NOT NULL
                      OR NOT s.nics @> jsonb_build_array(jsonb_build_object('port', p.id)))
              """),
          new Rule(
              "a port is bound to a host but belongs to no server",
              """
              SELECT id, host, device_owner FROM port
               WHERE host <> '' AND device_id = ''
              """),
          new Rule(
              "a server's port is another project's",
              """
              SELECT p.id, p.project_id, s.id AS server, s.project_id AS server_project
                FROM port p JOIN server s ON s.id::text = p.device_id
               WHERE s.deleted_at IS NULL AND p.project_id <> s.project_id
              """),
          new Rule(
              "a port is in a network of another project that is not shared",
              """
              SELECT p.id, p.project_id, n.id AS network, n.project_id AS network_project
                FROM port p JOIN network n ON n.id = p.network_id
               WHERE p.project_id <> n.project_id AND NOT n.shared AND NOT n.external
                 AND p.device_owner NOT LIKE 'network:%'
              """),
          new Rule(
              "a floating IP's address is not that of its port outside",
              """
              SELECT f.id, f.address, f.outer_port_id FROM floating_ip f
               WHERE NOT EXISTS (SELECT 1 FROM port_address a
                                  WHERE a.port_id = f.outer_port_id AND a.address = f.address)
              """),
          new Rule(
              "a floating IP leads to an address that its port has not",
              """
              SELECT f.id, f.port_id, f.fixed_ip FROM floating_ip f
               WHERE f.port_id IS NOT NULL
                 AND NOT EXISTS (SELECT 1 FROM port_address a
                                  WHERE a.port_id = f.port_id AND a.address = f.fixed_ip)
              """),
          new Rule(
              "a port outside is no floating IP's",
              """
              SELECT id, device_id FROM port p WHERE device_owner = 'network:floatingip'
                 AND NOT EXISTS (SELECT 1 FROM floating_ip f WHERE f.outer_port_id = p.id)
              """),
          new Rule(
              "a router's port is of a router that is gone",
              """
              SELECT id, device_owner, device_id FROM port p
               WHERE device_owner IN ('network:router_interface', 'network:router_gateway') AND held
                 AND NOT EXISTS (SELECT 1 FROM router r WHERE r.id::text = p.device_id)
              """));

  private NetworkRules() {}
}
