package io.limn.event.shape;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.limn.event.shape.ParsedEvent.Created;
import io.limn.event.shape.ParsedEvent.Nothing;
import io.limn.event.shape.ParsedEvent.Refused;
import io.limn.store.ObjectVersion;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String E_TAG = "d41d8cd98f00b204e9800998ecf8427e";

    static final ObjectCreated WHOLE =
            new ObjectCreated(new ObjectVersion("uploads", "shot/plate 1.jpg", E_TAG, "v-3", 1024));

    static String record(String name, String bucket, String key) {
        return """
                {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"us-east-1","eventTime":"2026-01-02T03:04:05.678Z",
                 "eventName":"%s","s3":{"s3SchemaVersion":"1.0","configurationId":"frames",
                 "bucket":{"name":"%s","arn":"arn:aws:s3:::uploads"},
                 "object":{"key":"%s","size":1024,"eTag":"%s","versionId":"v-3","sequencer":"0A1B2C3D4E5F678901"}}}"""
                .formatted(name, bucket, key, E_TAG);
    }

    static String s3() {
        return "{\"Records\":[" + record("ObjectCreated:Put", "uploads", "shot/plate+1.jpg") + "]}";
    }

    static String eventBridge() {
        return """
                {"version":"0","id":"17793124-05d4","detail-type":"Object Created","source":"aws.s3","account":"111122223333",
                 "time":"2026-01-02T03:04:05.678Z","region":"us-east-1","resources":["arn:aws:s3:::uploads"],
                 "detail":{"version":"0","bucket":{"name":"uploads"},
                 "object":{"key":"shot/plate 1.jpg","size":1024,"etag":"%s","version-id":"v-3","sequencer":"0A1B2C3D4E5F678901"},
                 "request-id":"N4N7GDK58NMKJ12R","reason":"PutObject"}}"""
                .formatted(E_TAG);
    }

    static String minio() {
        return """
                {"EventName":"s3:ObjectCreated:Put","Key":"uploads/shot/plate 1.jpg","Records":[{"eventVersion":"2.0",
                 "eventSource":"minio:s3","awsRegion":"","eventTime":"2026-01-02T03:04:05.678Z","eventName":"s3:ObjectCreated:Put",
                 "s3":{"s3SchemaVersion":"1.0","configurationId":"Config","bucket":{"name":"uploads"},
                 "object":{"key":"shot%%2Fplate+1.jpg","size":1024,"eTag":"%s","contentType":"image/jpeg","versionId":"v-3",
                 "sequencer":"0A1B2C3D4E5F678901"}},"source":{"host":"10.0.0.7"}}]}"""
                .formatted(E_TAG);
    }

    static String cloudEvent() {
        return """
                {"specversion":"1.0","id":"C3D13FE58DE4C810.EXAMPLE","source":"aws:s3.us-east-1.uploads",
                 "type":"com.amazonaws.s3.ObjectCreated:Put","time":"2026-01-02T03:04:05.678Z","subject":"shot/plate+1.jpg",
                 "datacontenttype":"application/json","data":%s}"""
                .formatted(record("ObjectCreated:Put", "uploads", "shot/plate+1.jpg"));
    }

    static String sns(String message) {
        return JSON.createObjectNode()
                .put("Type", "Notification")
                .put("MessageId", "22b80b92")
                .put("TopicArn", "arn:aws:sns:us-east-1:111122223333:frames")
                .put("Subject", "Amazon S3 Notification")
                .put("Message", message)
                .put("SignatureVersion", "1")
                .toString();
    }

    static String lambdaSns(String message) {
        var record = JSON.createObjectNode().put("EventSource", "aws:sns");
        record.putObject("Sns").put("MessageId", "1").put("Message", message);
        return "{\"Records\":[" + record + "]}";
    }

    static String sqs(String body) {
        return JSON.createObjectNode()
                .put("messageId", "059f36b4")
                .put("receiptHandle", "AQEB")
                .put("body", body)
                .put("eventSource", "aws:sqs")
                .toString();
    }

    private static List<ObjectCreated> objects(ParsedEvent reading) {
        assertThat(reading).isInstanceOf(Created.class);
        return ((Created) reading)
                .objects().stream()
                        .map(object -> new ObjectCreated(object.version()))
                        .toList();
    }

    private static String why(ParsedEvent reading) {
        assertThat(reading).isInstanceOf(Nothing.class);
        return ((Nothing) reading).why();
    }

    private static String refusal(ParsedEvent reading) {
        assertThat(reading).isInstanceOf(Refused.class);
        assertThat(((Refused) reading).problem().status()).isEqualTo(400);
        return ((Refused) reading).problem().detail();
    }

    @Test
    void everyEventFormatGivesTheSame() {
        for (String event : List.of(s3(), eventBridge(), minio(), cloudEvent())) {
            assertThat(objects(EventParser.read(event))).as(event).containsExactly(WHOLE);
            assertThat(objects(EventParser.read(event.getBytes(UTF_8)))).containsExactly(WHOLE);
        }
    }

    @Test
    void everyShapeMayComeInMessagesOfSnsAndSqs() {
        for (String event : List.of(s3(), eventBridge(), minio(), cloudEvent())) {
            assertThat(objects(EventParser.read(sns(event)))).containsExactly(WHOLE);
            assertThat(objects(EventParser.read(sqs(event)))).containsExactly(WHOLE);
            assertThat(objects(EventParser.read(sqs(sns(event))))).containsExactly(WHOLE);
            assertThat(objects(EventParser.read(lambdaSns(event)))).containsExactly(WHOLE);
            assertThat(objects(EventParser.read("{\"Records\":[" + sqs(sns(event)) + "]}")))
                    .containsExactly(WHOLE);
            assertThat(objects(EventParser.read("[" + sqs(event) + "," + event + "]")))
                    .containsExactly(WHOLE, WHOLE);
        }
    }

    @Test
    void aCloudEventInBinaryModeHasItsAttributesInHeadersAndTheRecordAsItsBody() {
        Map<String, String> attributes = Map.of(
                "specversion",
                "1.0",
                "type",
                "com.amazonaws.s3.ObjectCreated:Put",
                "source",
                "aws:s3.us-east-1.uploads");
        byte[] record =
                record("ObjectCreated:Put", "uploads", "shot/plate+1.jpg").getBytes(UTF_8);
        assertThat(objects(EventParser.read(attributes, record))).containsExactly(WHOLE);
        assertThat(objects(EventParser.read(attributes, s3().getBytes(UTF_8)))).containsExactly(WHOLE);
        assertThat(objects(EventParser.read(attributes, eventBridge().getBytes(UTF_8))))
                .containsExactly(WHOLE);
    }

    @Test
    void aCloudEventWithoutDataNamesTheObjectByItsSourceAndSubject() {
        ParsedEvent reading = EventParser.read(
                Map.of(
                        "type", "com.amazonaws.s3.ObjectCreated:Put",
                        "source", "aws:s3.eu-central-1.my.dotted.bucket",
                        "subject", "a/b+c.jpg"),
                new byte[0]);
        assertThat(objects(reading))
                .containsExactly(new ObjectCreated(new ObjectVersion("my.dotted.bucket", "a/b c.jpg", null, null, -1)));
        assertThat(refusal(EventParser.read(Map.of("type", "com.amazonaws.s3.ObjectCreated:Put"), new byte[0])))
                .contains("'source'", "'subject'");
    }

    @Test
    void aCloudEventsDataMayBeTextOrBase64() throws Exception {
        var event = JSON.createObjectNode().put("specversion", "1.0").put("type", "com.amazonaws.s3.ObjectCreated:Put");
        String record = record("ObjectCreated:Put", "uploads", "shot/plate+1.jpg");
        assertThat(objects(EventParser.read(event.deepCopy().put("data", record).toString())))
                .containsExactly(WHOLE);
        String base64 = Base64.getEncoder().encodeToString(record.getBytes(UTF_8));
        assertThat(objects(EventParser.read(
                        event.deepCopy().put("data_base64", base64).toString())))
                .containsExactly(WHOLE);
        assertThat(refusal(EventParser.read(event.put("data_base64", "*").toString())))
                .contains("base64");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "with+space.jpg | with space.jpg",
                "plus%2Bpercent%25.jpg | plus+percent%.jpg",
                "%C3%BCml%C3%A4ut/%E5%86%99%E7%9C%9F+%F0%9F%93%B7.jpg | ümläut/写真 📷.jpg",
                "ümläut.jpg | ümläut.jpg",
                "shot%2Fplate.jpg | shot/plate.jpg",
                "100%.jpg | 100%.jpg",
                "a%2.jpg | a%2.jpg",
                "%2525.jpg | %25.jpg"
            })
    void aKeyInANotificationIsDecodedOnceAndAnUnencodedOneStays(String written, String key) {
        String event = "{\"Records\":[" + record("ObjectCreated:Put", "uploads", written) + "]}";
        assertThat(objects(EventParser.read(event)))
                .extracting(ObjectCreated::key)
                .containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"specversion\":\"1.0\",\"type\":\"google.cloud.storage.object.v1.finalized\",\"source\":\"//storage\",\"subject\":\"objects/a.jpg\",\"data\":{\"bucket\":\"b\",\"name\":\"a.jpg\"}}",
                "{\"message\":{\"data\":\"e30=\",\"attributes\":{\"bucketId\":\"b\",\"objectId\":\"a.jpg\",\"eventType\":\"OBJECT_FINALIZE\"}},\"subscription\":\"s\"}",
                "[{\"eventType\":\"Microsoft.Storage.BlobCreated\",\"subject\":\"/blobServices/default/containers/c/blobs/a.jpg\",\"data\":{}}]",
                "[{\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\",\"data\":{\"validationCode\":\"512d38b6\"}}]",
                "{\"kind\":\"storage#object\",\"name\":\"a.jpg\",\"bucket\":\"b\"}",
                "{\"specversion\":\"1.0\",\"type\":\"Microsoft.Storage.BlobCreated\",\"source\":\"/x\",\"data\":{}}"
            })
    void anEventOfAnotherCloudsStoreIsRefusedAndNotAcknowledged(String event) {
        assertThat(refusal(EventParser.read(event))).contains("a store that Limn does not read");
    }

    @Test
    void anEventOfMoreRecordsThanAnyStoreSendsIsRefused() {
        String record = record("ObjectCreated:Put", "uploads", "a.jpg");
        String many = String.join(",", Collections.nCopies(1_001, record));
        assertThat(refusal(EventParser.read("{\"Records\":[" + many + "]}"))).contains("more than 1000 records");
        String hundred = "{\"Records\":[" + String.join(",", Collections.nCopies(100, record)) + "]}";
        assertThat(refusal(EventParser.read("[" + String.join(",", Collections.nCopies(11, hundred)) + "]")))
                .contains("more than 1000 objects");
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space+plus%2B 100%.jpg", "ümläut/写真 📷.jpg", "/leading.jpg"})
    void anEventBridgeKeyIsNotDecoded(String key) {
        String event = eventBridge().replace("shot/plate 1.jpg", key);
        assertThat(objects(EventParser.read(event)))
                .extracting(ObjectCreated::key)
                .containsExactly(key);
    }

    @Test
    void versionSizeAndTagMayBeMissing() {
        String event = "{\"Records\":[{\"eventName\":\"ObjectCreated:Copy\",\"s3\":{\"bucket\":{\"name\":\"uploads\"},"
                + "\"object\":{\"key\":\"a.jpg\",\"versionId\":null,\"eTag\":\"\"}}}]}";
        assertThat(objects(EventParser.read(event)))
                .containsExactly(new ObjectCreated(new ObjectVersion("uploads", "a.jpg", null, null, -1)));
    }

    @Test
    void aTagLosesItsQuotes() {
        String event = s3().replace("\"" + E_TAG + "\"", "\"\\\"" + E_TAG + "\\\"\"");
        assertThat(objects(EventParser.read(event))).containsExactly(WHOLE);
    }

    @Test
    void severalRecordsKeepTheirOrderAndDeletesAreSkipped() {
        String event = "{\"Records\":["
                + record("ObjectCreated:Put", "uploads", "b.jpg") + ","
                + record("ObjectRemoved:Delete", "uploads", "gone.jpg") + ","
                + record("ObjectCreated:CompleteMultipartUpload", "uploads", "b.jpg") + ","
                + record("ObjectCreated:Post", "other", "a.jpg") + "]}";
        assertThat(objects(EventParser.read(event)))
                .extracting(object -> object.bucket() + ":" + object.key())
                .containsExactly("uploads:b.jpg", "uploads:b.jpg", "other:a.jpg");
    }

    @Test
    void eventsThatCreateNoObjectAreIgnored() {
        assertThat(
                        why(
                                EventParser.read(
                                        "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Time\":\"2026-01-02T03:04:05.678Z\","
                                                + "\"Bucket\":\"uploads\",\"RequestId\":\"5582815E1AEA5ADF\",\"HostId\":\"8cLeGAmw\"}")))
                .contains("test event");
        assertThat(why(EventParser.read("{\"Records\":[]}"))).contains("no event");
        assertThat(why(EventParser.read("{\"Records\":[" + record("ObjectRemoved:Delete", "uploads", "a.jpg") + "]}")))
                .contains("ObjectRemoved:Delete");
        assertThat(why(EventParser.read(minio().replace("s3:ObjectCreated:Put", "s3:ObjectAccessed:Get"))))
                .contains("ObjectAccessed:Get");
        assertThat(why(EventParser.read(eventBridge().replace("Object Created", "Object Deleted"))))
                .contains("Object Deleted");
        assertThat(why(EventParser.read(cloudEvent().replace("ObjectCreated:Put", "ObjectRemoved:Delete"))))
                .contains("ObjectRemoved:Delete");
        assertThat(why(EventParser.read("{\"specversion\":\"1.0\",\"type\":\"dev.knative.sources.ping\",\"data\":{}}")))
                .contains("dev.knative.sources.ping");
        assertThat(why(EventParser.read("{\"Records\":[{\"eventSource\":\"aws:kinesis\",\"kinesis\":{}}]}")))
                .contains("aws:kinesis");
        assertThat(why(EventParser.read(
                        "{\"Type\":\"SubscriptionConfirmation\",\"TopicArn\":\"arn:x\",\"Message\":\"You have chosen to\","
                                + "\"SubscribeURL\":\"https://sns.us-east-1.amazonaws.com/?Action=Confirm\"}")))
                .contains("https://sns.us-east-1.amazonaws.com/?Action=Confirm");
    }

    @Test
    void unknownInputIsRefusedWithASentence() {
        assertThat(refusal(EventParser.read("not JSON"))).startsWith("The event is not JSON (line 1, ");
        assertThat(refusal(EventParser.read(s3() + "x"))).contains("not JSON");
        assertThat(refusal(EventParser.read(new byte[0]))).contains("empty");
        assertThat(refusal(EventParser.read("\"text\""))).contains("not a JSON object");
        assertThat(refusal(EventParser.read("{}"))).contains("not a JSON object, or it is empty");
        assertThat(refusal(EventParser.read("{\"hello\":\"world\"}"))).contains("none of the known shapes");
        assertThat(refusal(EventParser.read("{\"specversion\":\"1.0\"}"))).contains("no 'type'");
        assertThat(refusal(EventParser.read(s3().replace("\"key\"", "\"name\""))))
                .contains("'s3.object.key'");
        assertThat(refusal(EventParser.read(s3().replace("\"name\":\"uploads\"", "\"x\":1"))))
                .contains("'s3.bucket.name'");
        assertThat(refusal(EventParser.read(s3().replace("\"name\":\"uploads\"", "\"name\":null"))))
                .contains("'s3.bucket.name'");
        assertThat(refusal(EventParser.read(eventBridge().replace("\"key\"", "\"name\""))))
                .contains("'detail.object.key'");
        assertThat(refusal(EventParser.read(sns("hello")))).contains("not JSON");
        assertThat(refusal(EventParser.read(s3().replace("\"ObjectCreated:Put\"", "null"))))
                .contains("'eventName'");
    }

    @Test
    void aRecordThatIsNotUnderstoodIsRefusedWithTheOthers() {
        String event = "{\"Records\":[" + record("ObjectCreated:Put", "uploads", "a.jpg") + ",{\"s3\":{}}]}";
        assertThat(refusal(EventParser.read(event))).contains("'eventName'");
    }

    @Test
    void wrappingHasAnEnd() {
        String event = s3();
        for (int i = 0; i < 8; i++) {
            event = sns(event);
        }
        assertThat(refusal(EventParser.read(event))).contains("nested");
        assertThat(refusal(EventParser.read("[".repeat(900) + "]".repeat(900)))).contains("nested");
    }
}
