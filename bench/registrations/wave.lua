-- The requests of a wave: each from a machine of its own, with a code that still has uses.
-- Arguments: file of codes, how many are used at a time, uses taken of each, a name of the run.
local codes, at_once, uses, run, sent = {}, 1, 990, "", 0

function init(arguments)
  for line in io.lines(arguments[1]) do codes[#codes + 1] = line end
  at_once, uses, run = tonumber(arguments[2]), tonumber(arguments[3]), arguments[4]
end

function request()
  local round = math.floor(sent / (at_once * uses))
  local code = codes[round * at_once + sent % at_once + 1] or codes[#codes]
  sent = sent + 1
  local machine = run .. "-" .. sent
  local body = '{"machineId":"' .. machine .. '","hostname":"' .. machine .. '","platform":"linux","agentVersion":"bench"}'
  local headers = { ["Authorization"] = "Bearer " .. code, ["Content-Type"] = "application/json" }
  return wrk.format("POST", "/api/v1/source-servers", headers, body)
end

function done(summary, latency)
  local seconds = summary.duration / 1000000
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format('\n{"perSecond":%.1f,"failed":%d,"p50":%.2f,"p99":%.2f}\n',
    summary.requests / seconds, failed, latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end
